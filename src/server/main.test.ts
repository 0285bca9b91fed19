import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'medspil-main-'));
	await mkdir(join(folder, 'build/_app/immutable'), { recursive: true });
	const meta = `<meta http-equiv="content-security-policy" content="default-src 'self'">`;
	await writeFile(join(folder, 'build/index.html'), meta);
});

afterEach(() => rm(folder, { recursive: true }));

function run(env: Record<string, string>) {
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

test('what keeps it from starting is said in one sentence', async () => {
	const noBuild = await run({ PORT: '0', BUILD_DIR: join(folder, 'nothing') }).exit;
	expect(noBuild).toMatchObject({ code: 1, said: expect.stringMatching(/^There is no built app in .+$/) });

	expect(await run({ PORT: 'abc' }).exit).toMatchObject({ code: 1, said: 'PORT=abc is not a port.' });

	const other = createServer().listen(0, '127.0.0.1');
	await once(other, 'listening');
	const address = other.address();
	const port = address && typeof address === 'object' ? `${address.port}` : '';
	const taken = await run({ PORT: port }).exit;
	other.close();
	expect(taken).toMatchObject({ code: 1, said: expect.stringContaining(`Port ${port} is taken`) });
});
