import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { QmpTranscriptEntry } from '../qmp/index.js';
import { EnvironmentError } from '../support/errors.js';
import { LogFile } from '../support/log-file.js';
import { makeFolder } from '../support/make-folder.js';
import type { ConsoleLine } from './serial-console.js';

/** Where a machine's logs go. */
export interface LogsLocation {
  /** Made when it is not there. */
  readonly directory: string;
  /** The first part of each file's name, as in `source` for `source.console.log`. */
  readonly name: string;
}

/**
 * What a machine says, written to files as it happens: `NAME.console.log` and `NAME.stderr.log` byte for byte,
 * `NAME.console.jsonl` as lines and `NAME.qmp.jsonl` as messages, both with their times, and `NAME.command.sh`.
 */
export class MachineLogs implements Disposable {
  readonly #console: LogFile;
  readonly #consoleLines: LogFile;
  readonly #stderr: LogFile;
  readonly #qmp: LogFile;
  #failure: EnvironmentError | undefined;

  /**
   * @param command - the script that starts the machine by hand
   * @throws {@link EnvironmentError} when they cannot be written
   */
  constructor({ directory, name }: LogsLocation, command: string) {
    makeFolder(directory);
    const path = (end: string) => join(directory, `${name}.${end}`);
    using script = new LogFile(path('command.sh'));
    script.write(command);
    chmodSync(script.path, 0o755);
    this.#console = new LogFile(path('console.log'));
    this.#consoleLines = new LogFile(path('console.jsonl'));
    this.#stderr = new LogFile(path('stderr.log'));
    this.#qmp = new LogFile(path('qmp.jsonl'));
  }

  /** Why something could not be written any more, if so. */
  get failure(): EnvironmentError | undefined {
    return this.#failure;
  }

  /** Never throws: the machine does not care whether its console can be written. */
  readonly console = (bytes: Buffer): void => this.#tryToWrite(this.#console, bytes);

  /** Never throws. */
  readonly consoleLine = ({ at, sinceLaunchMs, text }: ConsoleLine): void => {
    const line = JSON.stringify({ atMs: at, sinceLaunchMs: Math.round(sinceLaunchMs), text });
    this.#tryToWrite(this.#consoleLines, `${line}\n`);
  };

  /** Never throws. */
  readonly stderr = (bytes: Buffer): void => this.#tryToWrite(this.#stderr, bytes);

  /** @throws {@link EnvironmentError} when it cannot be written: the QMP client ends with it */
  readonly qmp = (entry: QmpTranscriptEntry): void => {
    try {
      this.#qmp.write(transcriptLine(entry));
    } catch (error) {
      this.#failure ??= error as EnvironmentError;
      throw error;
    }
  };

  [Symbol.dispose](): void {
    for (const log of [this.#console, this.#consoleLines, this.#stderr, this.#qmp]) log[Symbol.dispose]();
  }

  #tryToWrite(log: LogFile, bytes: Buffer | string): void {
    try {
      log.write(bytes);
    } catch (error) {
      this.#failure ??= error as EnvironmentError;
    }
  }
}

/** The message stays as it went over the wire, so that no integer loses its last digits; what is no JSON is quoted. */
function transcriptLine({ atMs, direction, text }: QmpTranscriptEntry): string {
  return `{"atMs":${atMs},"direction":"${direction}","message":${isJson(text) ? text : JSON.stringify(text)}}\n`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
