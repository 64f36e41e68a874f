import { sumInAwk } from '../known-sum.js';
import { home } from './home.js';

/** How often the sum of a worker goes round. */
export const workerRounds = 200;

/**
 * A process that is pinned to one CPU and waits to be asked for work: `worker CPU TOKEN ANSWERS`. It answers with a line for each
 * thing that it got done, and with the CPU on which: field 39 of /proc/PID/stat (proc(5); the 2nd field may hold spaces, so
 * it goes first). Its sleep is a read of a pipe that nobody writes to: no program has to be started for it.
 *
 * Its second process computes in floating point, which the shell cannot. All pipes are opened for reading and writing, so that no
 * open waits for another side, which may be gone.
 */
export const worker = String.raw`
n=$1 token=$2 to=$3
cd ${home}
exec 0<>$n.asks 3<>$n.terms 4<>$n.sums
awk '{ ${sumInAwk(workerRounds)}; printf "%.6f\n", sum; fflush() }' 0<&3 1>&4 3<&- 4>&- &
echo "$$ $!" >$n.pids
say() { echo "$token cpu $n $*" 1<>$to; }
where() { read -r stat </proc/self/stat; set -- ${'${stat##*) }'}; at=${'${37}'}; }
work() {
  where; say runs $at
  echo >&3; read -r sum <&4; say computes $sum
  read -r -t 0.01 nothing <&4; where; say timer $at
}
work
while read -r what token to other; do
  case $what in
    work) work ;;
    wake) echo "answer $token $to" 1<>$other.asks ;;
    answer) say answers ;;
  esac
done
`;
