import { wallClock } from './log/clock.ts';
import { journalTo } from './log/journal.ts';
import { readSettings } from './settings.ts';
import { start } from './start.ts';

function explain(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const isTaken = 'code' in error && error.code === 'EADDRINUSE';
	const { PORT = '3000' } = process.env;
	return isTaken ? `Port ${PORT} is taken. Choose another: PORT=3001 npm start` : error.message;
}

try {
	const settings = readSettings(process.env);
	const journal = journalTo(process.stdout, wallClock);
	const { port, stop } = await start(settings, journal);
	console.log(`Medspil is running on http://${settings.host ?? 'localhost'}:${port}`);
	journal.note('started', { founding: settings.founding.by });
	const end = async () => {
		await stop();
		process.exit();
	};
	process.once('SIGTERM', () => void end());
	process.once('SIGINT', () => void end());
} catch (error) {
	console.error(explain(error));
	process.exitCode = 1;
}
