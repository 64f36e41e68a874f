import { X509Certificate } from 'node:crypto';
import { expect } from 'chai';
import { makeAuthority, makeCertificate } from '../../../../src/migration/tls/certificate.js';

describe('a certificate made for a migration', () => {
  const authority = makeAuthority('somebody');
  const certified = makeCertificate('destination.vmwright.test', authority, 'server');
  const certificate = new X509Certificate(certified.certificate);

  it('is signed by its authority, and by nobody else', () => {
    const signer = new X509Certificate(authority.certificate);
    expect(certificate.checkIssued(signer)).to.equal(true);
    expect(certificate.verify(signer.publicKey)).to.equal(true);
    expect(certificate.verify(new X509Certificate(makeAuthority('somebody').certificate).publicKey)).to.equal(
      false,
    );
  });

  it('is for its host alone, and is valid now', () => {
    expect(certificate.checkHost('destination.vmwright.test')).to.equal('destination.vmwright.test');
    expect(certificate.checkHost('other.destination.vmwright.test')).to.equal(undefined);
    expect(Date.parse(certificate.validFrom)).to.be.lessThan(Date.now());
    expect(Date.parse(certificate.validTo)).to.be.greaterThan(Date.now());
  });

  it('can be no authority itself, and fits its key', () => {
    expect(certificate.ca).to.equal(false);
    expect(new X509Certificate(authority.certificate).ca).to.equal(true);
    expect(certificate.checkPrivateKey(certified.key)).to.equal(true);
  });
});
