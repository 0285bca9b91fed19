import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { progress } from '../rig/figures.ts';
import { type Program, run } from './programs.ts';

/** Who is measured beside us. */
export const rivalNames = ['echo', 'hocuspocus', 'y-websocket'] as const;
export type RivalName = (typeof rivalNames)[number];

/** What we are measured against, installed in a folder of its own. */
export interface Rivals {
	folder: string;
	/** Starts the server of one; it listens to `ws://127.0.0.1:<port>`. */
	serve(name: RivalName): Promise<Program>;
	/** Starts many clients of one: see `rivals/load.js`. */
	load(
		what: 'idle' | 'write' | 'seed',
		name: RivalName,
		server: Program,
		args: (number | string)[],
	): Promise<Program>;
}

/**
 * Installs them into the run's folder: they are no dependencies of ours, and bring what we would not want to have (an old
 * `ws`, LevelDB). Nothing of theirs is compiled or run while installing. `RIVALS` names a folder where that was done.
 */
export async function installRivals(within: string): Promise<Rivals> {
	const folder = process.env['RIVALS'] ?? join(within, 'rivals');
	await cp(join(import.meta.dirname, 'rivals'), folder, { recursive: true });
	await cp(join(import.meta.dirname, 'pages'), join(folder, 'pages'), { recursive: true });
	if (!process.env['RIVALS']) {
		progress('installing the rivals');
		const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline'];
		await promisify(execFile)('npm', ['install', ...quiet], { cwd: folder }).catch((error) => {
			throw new Error(`The rivals could not be installed: the registry of npm is needed.\n${error.stderr}`);
		});
	}
	return {
		folder,
		serve: (name) => run(join(folder, `${name}-server.js`), [join(within, `${name}.db`)]),
		load: (what, name, { port }, args) =>
			run(join(folder, 'load.js'), [what, name, `ws://127.0.0.1:${port}`, ...args.map(String)]),
	};
}
