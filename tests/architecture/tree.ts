import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { parse } from 'svelte/compiler';
import ts from 'typescript';

/** A file as the checks see it: its path from the top of the repository, and what is in it. */
export interface Source {
	path: string;
	text: string;
}

export interface Import {
	from: string;
	/** A path from the top of the repository, or the name of a package. */
	to: string;
	isFile: boolean;
	isTypeOnly: boolean;
	written: string;
}

const top = join(import.meta.dirname, '../..');

/** All files under the folders given, tests included. */
export function readTree(...folders: string[]): Source[] {
	return folders.flatMap((folder) =>
		readdirSync(join(top, folder), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && /\.(ts|js|svelte|md|css|html)$/.test(entry.name))
			.map((entry) => join(entry.parentPath, entry.name))
			.map((path) => ({ path: relative(top, path), text: readFileSync(path, 'utf8') })),
	);
}

/** What lies at the top of the repository, but for dot-files and what git ignores. */
export function readTopLevel(): string[] {
	const ignored = readFileSync(join(top, '.gitignore'), 'utf8')
		.split('\n')
		.map((line) => line.replace(/\/$/, ''));
	return readdirSync(top).filter((name) => !name.startsWith('.') && !ignored.includes(name));
}

export const isTest = (path: string) => /\.(test|spec)\.ts$/.test(path) || path.startsWith('tests/');
export const isComponent = (path: string) => path.endsWith('.svelte');
export const isCode = (path: string) => /\.(ts|js|svelte)$/.test(path);

/** The folder of `src/lib` that the file is in, or '' for the few files beside the folders. */
export const roomOf = (path: string) => /^src\/lib\/([^/]+)\//.exec(path)?.[1] ?? '';

/** Statements, scale labels, names of levels and made-up people: Danish that is data, not words of the interface. */
export const isData = (path: string) =>
	path === 'src/lib/committees/levels.ts' ||
	/^src\/lib\/packs\/(?!(schema|rules|document)\.)[^.]+\.ts$/.test(path) ||
	/^src\/lib\/.*\bexample\b[^.]*\.ts$/.test(path);

/** Every import of the file: static, for its side effect, dynamic, and passed on by an export. */
export function importsOf({ path, text }: Source): Import[] {
	return scriptsOf({ path, text }).flatMap((script) => {
		const found: Import[] = [];
		const add = (written: ts.Node | undefined, isTypeOnly: boolean) => {
			if (!written || !ts.isStringLiteralLike(written)) return;
			const to = resolve(path, written.text);
			found.push({
				from: path,
				to: to ?? written.text,
				isFile: to !== undefined,
				isTypeOnly,
				written: written.text,
			});
		};
		const visit = (node: ts.Node) => {
			if (ts.isImportDeclaration(node))
				add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
			else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
			else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
				add(node.arguments[0], false);
			ts.forEachChild(node, visit);
		};
		visit(script);
		return found;
	});
}

function resolve(from: string, written: string): string | undefined {
	if (written.startsWith('#lib/')) return `src/lib/${written.slice(5)}`;
	if (written.startsWith('#tests/')) return `tests/${written.slice(7)}`;
	return written.startsWith('.') ? normalize(join(dirname(from), written)) : undefined;
}

/** The TypeScript of a file: all of it, or what stands in a component's scripts. */
export function scriptsOf({ path, text }: Source): ts.SourceFile[] {
	const codes = isComponent(path)
		? [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(([, code = '']) => code)
		: [text];
	return codes.map((code) => ts.createSourceFile(path, code, ts.ScriptTarget.Latest));
}

type Visit = (node: Record<string, unknown> & { type: string }, parents: { type: string }[]) => void;

/** Walks a component's markup and scripts, its styles and comments left out. */
export function walkComponent({ text }: Source, visit: Visit) {
	const { fragment, instance, module } = parse(text, { modern: true });
	const walk = (node: unknown, parents: { type: string }[]) => {
		if (Array.isArray(node)) for (const each of node) walk(each, parents);
		else if (isNode(node)) {
			visit(node, parents);
			for (const [key, child] of Object.entries(node))
				if (!/[cC]omments$/.test(key)) walk(child, [...parents, node]);
		}
	};
	walk([fragment, instance, module], []);
}

const isNode = (value: unknown): value is Record<string, unknown> & { type: string } =>
	typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
