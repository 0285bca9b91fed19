import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FixedCrypto, type Recorded } from './crypto.ts';
import { asJson, makeVectors } from './make.ts';

// `node tests/vectors/write.ts` writes the vectors anew. What other implementations rely on changes only with the
// version of what it is about; a new vector is added at the end.

const recordedFile = join(import.meta.dirname, 'recorded.json');
const vectorsFile = join(import.meta.dirname, '../../src/lib/sealed-log/vectors/vectors.json');

const recorded: Recorded = existsSync(recordedFile)
	? JSON.parse(readFileSync(recordedFile, 'utf8'))
	: { keys: [], signatures: {} };
const crypto = new FixedCrypto(recorded);
const vectors = asJson(await makeVectors(crypto));
writeFileSync(recordedFile, `${JSON.stringify(recorded, undefined, '\t')}\n`);
writeFileSync(vectorsFile, `${vectors}\n`);
