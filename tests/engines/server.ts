import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The real server on a free port. Stopping it is how these tests lose their network: at once, as a pulled plug. */
export async function startServer() {
	const data = mkdtempSync(join(tmpdir(), 'medspil-'));
	const server = spawn(process.execPath, ['src/server/main.ts'], {
		env: { ...process.env, PORT: '0', DATA_DIR: data },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const gone = once(server, 'exit');
	const [line] = await Promise.race([
		once(server.stdout, 'data'),
		gone.then(() => Promise.reject(new Error('The server ended before it was ready.'))),
	]);
	const url = /http:\/\/\S+/.exec(String(line))?.[0];
	if (!url) throw new Error(`The server did not say where it runs: ${line}`);
	return {
		url,
		stop: async () => {
			server.kill('SIGKILL');
			await gone;
			rmSync(data, { recursive: true, force: true });
		},
	};
}
