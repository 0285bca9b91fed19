import { join, resolve } from 'node:path';
import type { Founding } from './log/server.ts';
import { type Origins, readOrigin } from './log/transport/origin.ts';

export interface Settings {
	port: number;
	host: string | undefined;
	build: string;
	data: string;
	https: boolean;
	origins: Origins;
	founding: Founding;
}

type Environment = Record<string, string | undefined>;

/** The folder for what the server keeps. */
export const dataFolder = ({ DATA_DIR = 'data' }: Environment): string => resolve(DATA_DIR);

/** The database of the log in the folder for what the server keeps. */
export const databaseIn = (data: string): string => join(data, 'log.db');

/** Throws, with a sentence for whoever runs it, at what cannot be meant. */
export const readSettings = (environment: Environment): Settings => {
	const { PORT = '3000', HOST, BUILD_DIR, HTTPS, ORIGIN, APP_ORIGINS } = environment;
	const port = Number(PORT);
	if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`PORT=${PORT} is not a port.`);
	const own = ORIGIN ? readOrigin(ORIGIN) : undefined;
	return {
		port,
		host: HOST || undefined,
		build: BUILD_DIR ? resolve(BUILD_DIR) : join(import.meta.dirname, '../../build'),
		data: dataFolder(environment),
		https: HTTPS === '1' || own?.startsWith('https:') === true,
		origins: { own, apps: (APP_ORIGINS ?? '').split(',').filter(Boolean).map(readOrigin) },
		founding: readFounding(environment, own),
	};
};

/** On one's own machine anybody founds; where strangers come by, only who has the token. */
const readFounding = ({ FOUNDING, FOUNDING_TOKEN }: Environment, own: string | undefined): Founding => {
	if (FOUNDING !== undefined && FOUNDING !== 'open' && FOUNDING !== 'token')
		throw new Error(`FOUNDING=${FOUNDING} is neither open nor token.`);
	const isOpen = FOUNDING === 'open' || (FOUNDING === undefined && own === undefined && !FOUNDING_TOKEN);
	if (isOpen) return { by: 'anyone' };
	if (FOUNDING_TOKEN) return { by: 'token', token: FOUNDING_TOKEN };
	if (FOUNDING === 'token') throw new Error('FOUNDING=token wants a FOUNDING_TOKEN.');
	return { by: 'nobody' };
};
