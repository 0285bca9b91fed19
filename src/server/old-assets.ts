import { copyFile, mkdir, readdir, rename, stat, unlink, utimes } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** The files of every build of the last two months, so that a tab opened before an update still finds its own. */
export const oldAssetsFolder = (data: string) => join(data, 'assets');

const immutable = join('_app', 'immutable');
const keptFor = 60 * 24 * 60 * 60 * 1000;

async function filesUnder(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/**
 * Copies what the build serves under a hashed name and has not been kept yet, and notes that a build names it `now`.
 * The time of a file is when it was last named, so this must be repeated while the build is being served.
 */
export async function keepAssets(build: string, data: string, now: Date): Promise<void> {
	await mkdir(oldAssetsFolder(data), { recursive: true });
	for (const file of await filesUnder(join(build, immutable))) {
		const kept = join(oldAssetsFolder(data), relative(build, file));
		const isKept = await stat(kept).then(
			() => true,
			() => false,
		);
		if (!isKept) {
			await mkdir(dirname(kept), { recursive: true });
			// Renamed when whole: a name that is there is never half a file.
			const part = `${kept}.${process.pid}.part`;
			await copyFile(file, part);
			await rename(part, kept);
		}
		await utimes(kept, now, now);
	}
}

/** Deletes what no build has named for 60 days. Call before the folder is served. Gives how many went. */
export async function pruneAssets(data: string, now: Date): Promise<number> {
	let pruned = 0;
	for (const file of await filesUnder(oldAssetsFolder(data))) {
		if (now.getTime() - (await stat(file)).mtimeMs <= keptFor) continue;
		await unlink(file);
		pruned += 1;
	}
	return pruned;
}
