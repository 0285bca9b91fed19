import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebCrypto } from '#lib/sealed-log/crypto/web.ts';
import { dial } from '#tests/log/lines.ts';
import { startProcess } from '#tests/log/process.ts';
import { Committee } from '#tests/sealed-log.ts';

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'medspil-main-'));
	await mkdir(join(folder, 'build/_app/immutable'), { recursive: true });
	const meta = `<meta http-equiv="content-security-policy" content="default-src 'self'">`;
	await writeFile(join(folder, 'build/index.html'), meta);
});

afterEach(() => rm(folder, { recursive: true }));

function run(env: { [name: string]: string | undefined }) {
	const folders = { BUILD_DIR: join(folder, 'build'), DATA_DIR: join(folder, 'data') };
	const program = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
		env: { ...process.env, HOST: '127.0.0.1', ...folders, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let said = '';
	program.stderr.on('data', (part: Buffer) => (said += part.toString()));
	const exit = once(program, 'exit').then(([code, signal]) => ({ code, signal, said: said.trim() }));
	return { program, exit };
}

test.for(['SIGTERM', 'SIGINT'] as const)('it says its address, answers, and stops on %s', async (signal) => {
	const { program, exit } = run({ PORT: '0' });
	const [line] = await once(createInterface(program.stdout), 'line');
	const address = /^Medspil is running on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
	expect(address).toBeDefined();
	// fetch keeps its connection open, so this also shows that an idle browser does not hold the process.
	expect(await (await fetch(`${address}/health`)).text()).toBe('ok');
	program.kill(signal);
	expect(await exit).toEqual({ code: 0, signal: null, said: '' });
});

test('a client that is connected when it stops is told to come again, and the log is there afterwards', async () => {
	const { port, program, kill } = await startProcess(folder);
	const said: string[] = [];
	createInterface(program.stdout ?? Readable.from([])).on('line', (line) => said.push(line));
	const committee = await Committee.found(new WebCrypto());
	const caller = await dial(committee.crypto, port);
	expect(await caller.founds(committee.founding)).toMatchObject({ type: 'appended', seq: 1 });
	expect(await caller.greets(committee.log, committee.founder.author)).toMatchObject({ type: 'welcome' });
	const written = await committee.writes(committee.founder);
	expect(await caller.hands('append', written)).toMatchObject({ seq: 2 });
	const exit = once(program, 'exit');
	program.kill('SIGTERM');
	await caller.ended();
	expect(caller.code).toBe(1012);
	expect(await exit).toEqual([0, null]);
	for (const line of said)
		expect(JSON.parse(line)).toMatchObject({ at: expect.any(String), event: expect.any(String) });
	expect(said.join()).not.toContain(committee.log);

	const again = await startProcess(folder);
	const back = await dial(committee.crypto, again.port);
	expect(await back.greets(committee.log, committee.founder.author)).toMatchObject({ place: { seq: 2 } });
	await again.kill();
	await kill();
});

const noPage = { BUILD_DIR: '/nowhere/at/all' };
const noOrigin = { ORIGIN: 'medspil.example.dk' };

test.each([
	['there is no built app', noPage, /^There is no built app in .+$/],
	['the port is none', { PORT: 'abc' }, /^PORT=abc is not a port\.$/],
	['the origin is none', noOrigin, /not an origin/],
])('what keeps it from starting is said in one sentence: %s', async (_, env, sentence) => {
	const said = expect.stringMatching(sentence);
	expect(await run({ PORT: '0', ...env }).exit).toMatchObject({ code: 1, said });
});

test('a damaged database keeps it from starting, and it says so', async () => {
	await mkdir(join(folder, 'data'));
	await writeFile(join(folder, 'data/log.db'), 'something else');
	const said = expect.stringContaining('log.db is damaged');
	expect(await run({ PORT: '0' }).exit).toMatchObject({ code: 1, said });
});

test('a port that is taken keeps it from starting, and it says so', async () => {
	const other = createServer().listen(0, '127.0.0.1');
	await once(other, 'listening');
	const address = other.address();
	const port = address && typeof address === 'object' ? `${address.port}` : '';
	const taken = await run({ PORT: port }).exit;
	other.close();
	expect(taken).toMatchObject({ code: 1, said: expect.stringContaining(`Port ${port} is taken`) });
});
