import { expect } from 'chai';
import { compareRegisters, tellUnlike } from '../../../src/operations/migrate/unlike-registers.js';

const register = (name: string, id: number, value = 0) => ({ name, id: BigInt(id), value: BigInt(value) });

describe('system registers of two machines', () => {
  it('are unlike where the destination lacks one, or starts it with another value', () => {
    const come = [register('MIDR_EL1', 1, 7), register('PAR', 2), register('PMCR_EL0', 3, 4)];
    const taken = [register('MIDR_EL1', 1, 7), register('PMCR_EL0', 3, 6), register('OSDLR_EL1', 4)];
    expect(compareRegisters(come, taken)).to.deep.equal({ lacking: ['PAR'], otherwise: ['PMCR_EL0'] });
    expect(compareRegisters(come, come)).to.deep.equal({ lacking: [], otherwise: [] });
  });

  it('are told by those that lack, else by their values, those with names first', () => {
    const lacking = ['p15,0,c0,c3,0', 'PAR', 'TEECR', 'S3_1_C15_C2_0', 'JMCR', 'DACR'];
    expect(tellUnlike({ lacking, otherwise: ['PMCR_EL0'] }, 'no')).to.deep.equal({
      words: "; of the source's system registers it lacks PAR, TEECR, JMCR, DACR and 2 more",
      evidence: `system registers that the destination lacks: ${lacking.join(', ')}`,
    });
    expect(tellUnlike({ lacking: [], otherwise: ['PMCR_EL0'] }, 'no')?.words).to.equal(
      '; it starts with other values of system registers than the source: PMCR_EL0',
    );
    expect(tellUnlike({ lacking: [], otherwise: [] }, 'no')).to.equal(undefined);
  });

  it('are not told twice', () => {
    const unlike = { lacking: ['PAR'], otherwise: [] };
    expect(tellUnlike(unlike, 'system register PAR in the incoming stream')?.words).to.equal('');
  });
});
