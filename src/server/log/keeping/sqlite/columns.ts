import type { SQLOutputValue } from 'node:sqlite';
import { type Bytes, toText } from '#lib/sealed-log/bytes.ts';

export type Row = Record<string, SQLOutputValue>;

/** A row as it was written by us: anything else means that the file is broken. */
const broken = (name: string): never => {
	throw new Error(`broken column ${name}`);
};

export const numberIn = (row: Row, name: string): number => {
	const value = row[name];
	return typeof value === 'number' ? value : broken(name);
};

export const textIn = (row: Row, name: string): string => {
	const value = row[name];
	return typeof value === 'string' ? value : broken(name);
};

export const bytesIn = (row: Row, name: string): Bytes => {
	const value = row[name];
	return value instanceof Uint8Array ? value : broken(name);
};

export const idIn = (row: Row, name: string): string => toText(bytesIn(row, name));
