import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

/** A program of its own, so that what it takes can be told from what the others take. */
export interface Program {
	/** What it said when it was ready. */
	said: string;
	port: number;
	process: ChildProcess;
	/** Bytes that it holds once it has thrown away what it does not need. */
	memory(): Promise<number>;
	/** The lines that it says from now on. */
	line(): Promise<string>;
	stop(): Promise<void>;
}

// Memory is asked after a collection: what lies around by chance is nobody's merit or fault.
const collects = `data:text/javascript,process.on('SIGUSR2', () => gc({ type: 'major', execution: 'sync', flavor: 'last-resort' }))`;

const running = new Set<() => void>();
process.once('exit', () => running.forEach((end) => end()));

/** Starts a script of Node, and waits for its first line. */
export async function run(
	script: string,
	args: string[] = [],
	env: Record<string, string> = {},
): Promise<Program> {
	const program = spawn(process.execPath, ['--expose-gc', '--import', collects, script, ...args], {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const end = () => program.kill('SIGKILL');
	running.add(end);
	const exit = once(program, 'exit');
	const lines = createInterface(program.stdout)[Symbol.asyncIterator]();
	const line = async () => {
		const next = await Promise.race([lines.next(), exit.then(() => undefined)]);
		if (!next || next.done) throw new Error(`${script} ended before it was ready.`);
		return next.value;
	};
	const said = await line();
	return {
		said,
		port: Number(/(\d+)$/.exec(said)?.[1] ?? 0),
		process: program,
		line,
		async memory() {
			for (let time = 0; time < 2; time++) {
				program.kill('SIGUSR2');
				await wait(400);
			}
			const status = await readFile(`/proc/${program.pid}/status`, 'utf8');
			return 1024 * Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
		},
		async stop() {
			end();
			await exit;
			running.delete(end);
		},
	};
}

/** A build that is nothing but a page. */
export async function barePage(folder: string): Promise<string> {
	const build = join(folder, 'build');
	await mkdir(join(build, '_app/immutable'), { recursive: true });
	await writeFile(join(build, 'index.html'), page(''));
	return build;
}

/** A page that runs a script; it may connect to whoever it is told. */
export const page = (script: string): string =>
	`<!doctype html><meta charset="utf-8"><meta http-equiv="content-security-policy" content="connect-src *">` +
	`<textarea autofocus></textarea>${script && `<script type="module" src="${script}"></script>`}`;

/** Our server, as it is started in life. */
export const medspil = (data: string, build: string): Promise<Program> =>
	run(join(import.meta.dirname, '../../../src/server/main.ts'), [], {
		PORT: '0',
		HOST: 'localhost',
		BUILD_DIR: build,
		DATA_DIR: data,
	});
