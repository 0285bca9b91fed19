import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { test } from '@playwright/test';

const root = join(import.meta.dirname, '../..');

/** The build of this run. */
export const thisEdition = join(root, 'build');

/** Builds the same app once more, as the next version of it, with its name in a meta element. */
export async function buildNextEdition(name: string) {
	const folder = await mkdtemp(join(tmpdir(), 'medspil-edition-'));
	const parts = ['src', 'static', 'package.json', 'package-lock.json', 'tsconfig.json'];
	parts.push('tests/mutants');
	for (const part of [...parts, 'svelte.config.js', 'vite.config.ts'])
		await cp(join(root, part), join(folder, part), { recursive: true });
	await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
	const page = join(folder, 'src/app.html');
	const template = await readFile(page, 'utf8');
	await writeFile(page, template.replace('</title>', `</title><meta name="edition" content="${name}" />`));
	const vite = join(root, 'node_modules/vite/bin/vite.js');
	await promisify(execFile)(process.execPath, [vite, 'build'], { cwd: folder });
	await rename(join(folder, 'build'), join(folder, name));
	return { build: join(folder, name), remove: () => rm(folder, { recursive: true }) };
}

/** The real server with a build, on a port that is free or the one that is given. */
export async function serve(build: string, port = 0, settings: Record<string, string> = {}) {
	const program = spawn(process.execPath, [join(root, 'src/server/main.ts')], {
		env: {
			...process.env,
			PORT: `${port}`,
			BUILD_DIR: build,
			DATA_DIR: test.info().outputPath('data'),
			...settings,
		},
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const exit = once(program, 'exit');
	const [line] = await once(createInterface(program.stdout), 'line');
	const { origin, port: taken } = new URL(String(line).replace('Medspil is running on ', ''));
	const stop = async () => {
		program.kill();
		await exit;
	};
	return { address: origin, port: Number(taken), stop };
}
