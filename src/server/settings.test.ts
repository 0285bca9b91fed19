import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

test('with no settings it is for this machine: port 3000, local origins, anybody founds', () => {
	expect(readSettings({})).toMatchObject({
		port: 3000,
		host: undefined,
		https: false,
		origins: { own: undefined, apps: [] },
		founding: { by: 'anyone' },
	});
});

test('with an origin of its own nobody founds, unless it is open or there is a token', () => {
	const ORIGIN = 'https://medspil.example.dk/';
	const settings = readSettings({ ORIGIN });
	expect(settings).toMatchObject({
		https: true,
		origins: { own: 'https://medspil.example.dk' },
		founding: { by: 'nobody' },
	});
	expect(readSettings({ ORIGIN, FOUNDING_TOKEN: 'x' }).founding).toEqual({ by: 'token', token: 'x' });
	expect(readSettings({ ORIGIN, FOUNDING: 'open' }).founding).toEqual({ by: 'anyone' });
	expect(readSettings({ FOUNDING_TOKEN: 'x' }).founding).toEqual({ by: 'token', token: 'x' });
});

test('the app may be hosted apart, at more than one origin', () => {
	const APP_ORIGINS = 'https://a.example.dk,https://b.example.dk/';
	expect(readSettings({ APP_ORIGINS }).origins.apps).toEqual([
		'https://a.example.dk',
		'https://b.example.dk',
	]);
});

test('what cannot be meant is said', () => {
	const wrong: [Record<string, string>, string][] = [
		[{ PORT: 'abc' }, 'PORT=abc is not a port.'],
		[{ ORIGIN: 'medspil.example.dk' }, 'is not an origin'],
		[{ ORIGIN: 'https://medspil.example.dk/app' }, 'is not an origin'],
		[{ ORIGIN: 'ftp://medspil.example.dk' }, 'is not an origin'],
		[{ APP_ORIGINS: 'https://a.example.dk,b' }, 'b is not an origin'],
		[{ FOUNDING: 'closed' }, 'FOUNDING=closed is neither open nor token.'],
		[{ FOUNDING: 'token' }, 'FOUNDING=token wants a FOUNDING_TOKEN.'],
	];
	for (const [environment, words] of wrong) expect(() => readSettings(environment)).toThrow(words);
});
