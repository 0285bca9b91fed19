import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const main = join(import.meta.dirname, '../../src/server/main.ts');
/** What Node has made of the program once: a process that is killed leaves none, one that ends by itself does. */
const compiled = join(tmpdir(), 'medspil-compiled');

export interface ServerProcess {
	port: number;
	program: ChildProcess;
	/** Milliseconds until it said where it is. */
	started: number;
	kill(): Promise<void>;
	/** Ends as it does when a machine is turned off. */
	stop(): Promise<void>;
}

/** The server as a process of its own, with a build that is nothing but a page, and its data in the folder. */
export async function startProcess(
	folder: string,
	environment: Record<string, string> = {},
): Promise<ServerProcess> {
	const build = join(folder, 'build');
	await mkdir(join(build, '_app/immutable'), { recursive: true });
	const page = `<meta http-equiv="content-security-policy" content="default-src 'self'">`;
	await writeFile(join(build, 'index.html'), page);
	const start = performance.now();
	const program = spawn(process.execPath, [main], {
		env: {
			...process.env,
			NODE_COMPILE_CACHE: compiled,
			PORT: '0',
			HOST: '127.0.0.1',
			BUILD_DIR: build,
			DATA_DIR: join(folder, 'data'),
			...environment,
		},
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const lines = createInterface(program.stdout);
	const [line] = await once(lines, 'line');
	const port = Number(/:(\d+)$/.exec(String(line))?.[1]);
	if (!port) throw new Error(`the server said ${String(line)}`);
	const exit = once(program, 'exit');
	const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
		program.kill(signal);
		await exit;
	};
	return {
		port,
		program,
		started: performance.now() - start,
		kill: () => end('SIGKILL'),
		stop: () => end('SIGTERM'),
	};
}
