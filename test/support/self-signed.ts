import { generateKeyPairSync, sign } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const tag = {
  integer: 0x02,
  bits: 0x03,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  list: 0x30,
  set: 0x31,
};

const der = (type: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([type, ...length]), body]);
};

const bits = (content: Buffer): Buffer => der(tag.bits, Buffer.from([0]), content);
const utcTime = (date: Date): Buffer =>
  der(tag.utcTime, Buffer.from(`${date.toISOString().slice(2, 19).replaceAll(/\D/gu, '')}Z`));

/** 1.3.101.112 */
const ed25519 = der(tag.list, der(tag.oid, Buffer.from([0x2b, 0x65, 0x70])));
/** 2.5.4.3 */
const commonName = der(tag.oid, Buffer.from([0x55, 0x04, 0x03]));

/** A certificate of `localhost`, signed by itself, and its key: two PEM files in this folder. */
export const selfSigned = async (
  directory: string,
): Promise<{ certFile: string; keyFile: string; cert: string }> => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const name = der(
    tag.list,
    der(tag.set, der(tag.list, commonName, der(tag.utf8, Buffer.from('localhost')))),
  );
  const day = 24 * 60 * 60_000;
  const validity = der(
    tag.list,
    utcTime(new Date(Date.now() - day)),
    utcTime(new Date(Date.now() + day)),
  );
  const key = publicKey.export({ type: 'spki', format: 'der' });
  const serial = der(tag.integer, Buffer.from([1]));
  const claims = der(tag.list, serial, ed25519, name, validity, name, key);
  const certificate = der(tag.list, claims, ed25519, bits(sign(null, claims, privateKey)));
  const lines = certificate.toString('base64').replaceAll(/.{64}/gu, '$&\n');
  const cert = `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
  const certFile = join(directory, 'cert.pem');
  const keyFile = join(directory, 'key.pem');
  await writeFile(certFile, cert);
  await writeFile(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return { certFile, keyFile, cert };
};
