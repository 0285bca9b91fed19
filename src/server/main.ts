import { join, resolve } from 'node:path';
import { serveApp } from './http.ts';

const { PORT = '3000', HOST, BUILD_DIR, DATA_DIR = 'data', HTTPS } = process.env;

const secondsToFinish = 5;

async function start() {
	const port = Number(PORT);
	if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`PORT=${PORT} is not a port.`);
	const server = await serveApp({
		build: BUILD_DIR ? resolve(BUILD_DIR) : join(import.meta.dirname, '../../build'),
		data: resolve(DATA_DIR),
		https: HTTPS === '1',
		port,
		...(HOST && { host: HOST }),
	});
	const address = server.address();
	const actualPort = address && typeof address === 'object' ? address.port : port;
	console.log(`Medspil is running on http://${HOST ?? 'localhost'}:${actualPort}`);

	function stop() {
		server.close();
		// Those who are still reading get a moment; then the process ends all the same.
		setTimeout(() => server.closeAllConnections(), secondsToFinish * 1000).unref();
	}
	process.once('SIGTERM', stop);
	process.once('SIGINT', stop);
}

function explain(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const isTaken = 'code' in error && error.code === 'EADDRINUSE';
	return isTaken ? `Port ${PORT} is taken. Choose another: PORT=3001 npm start` : error.message;
}

try {
	await start();
} catch (error) {
	console.error(explain(error));
	process.exitCode = 1;
}
