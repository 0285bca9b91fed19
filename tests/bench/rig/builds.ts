import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { barePage } from './bare-page.ts';
import { progress } from './figures.ts';

const root = join(import.meta.dirname, '../../..');

async function build(folder: string): Promise<string> {
	await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
	const vite = join(root, 'node_modules/vite/bin/vite.js');
	await promisify(execFile)(process.execPath, [vite, 'build'], { cwd: folder }).catch((error) => {
		throw new Error(`The build in ${folder} failed:\n${error.stderr}`);
	});
	return join(folder, 'build');
}

/** Builds the app in a folder of its own, so that nobody's `build` changes. `BUILD_DIR` names one that is built. */
export async function buildApp(folder: string): Promise<string> {
	const built = process.env['BUILD_DIR'];
	if (built) return built;
	progress('building the app');
	const parts = ['src', 'static', 'package.json', 'package-lock.json', 'tsconfig.json'];
	// The configuration is that of the tests as well.
	for (const part of [...parts, 'svelte.config.js', 'vite.config.ts', 'tests/mutants'])
		await cp(join(root, part), join(folder, part), { recursive: true });
	return build(folder);
}

/** Builds the page that the app is compared with. */
export async function buildBarePage(folder: string): Promise<string> {
	progress('building the bare page');
	for (const [path, text] of Object.entries(barePage)) {
		await mkdir(dirname(join(folder, path)), { recursive: true });
		await writeFile(join(folder, path), text);
	}
	return build(folder);
}

/** The real server with a build, on a port that is free. */
export async function serve(built: string, data: string) {
	const program = spawn(process.execPath, [join(root, 'src/server/main.ts')], {
		env: { ...process.env, PORT: '0', BUILD_DIR: built, DATA_DIR: data },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const exit = once(program, 'exit');
	const end = () => program.kill('SIGKILL');
	process.once('exit', end);
	const [line] = await Promise.race([
		once(createInterface(program.stdout), 'line'),
		exit.then(() => Promise.reject(new Error(`The server of ${built} ended before it was ready.`))),
	]);
	const { origin, port } = new URL(String(line).replace('Medspil is running on ', ''));
	return {
		url: origin,
		port: Number(port),
		async stop() {
			end();
			await exit;
			process.off('exit', end);
		},
	};
}
