import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const lib = join(import.meta.dirname, '../../src/lib');
/** Everything that people read stands in these folders: in the second ones between ids that they do not read. */
const folders = ['messages', 'packs/texts', 'example', 'committees'];
const isId = (text: string) => /^[a-z][\w-]*$/.test(text);

/** The words of a text, in small letters: what is made of letters only. */
export const wordsIn = (text: string): string[] =>
	(text.toLocaleLowerCase('da').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}’'-]*/gu) ?? [])
		.filter((word) => !/\p{N}/u.test(word))
		.map((word) => word.replace(/[’'-]+$/u, ''));

const isName = (node: ts.Node): boolean =>
	ts.isImportDeclaration(node.parent) ||
	ts.isExportDeclaration(node.parent) ||
	ts.isLiteralTypeNode(node.parent) ||
	(ts.isPropertyAssignment(node.parent) && node.parent.name === node) ||
	ts.isBinaryExpression(node.parent) ||
	ts.isElementAccessExpression(node.parent);

/** What is written as text in a file of code, without what only the program reads. */
function texts(path: string): string[] {
	const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ESNext, true);
	const isMessage = path.includes('/messages/');
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		const isText =
			ts.isStringLiteralLike(node) ||
			node.kind === ts.SyntaxKind.TemplateHead ||
			node.kind === ts.SyntaxKind.TemplateMiddle ||
			node.kind === ts.SyntaxKind.TemplateTail;
		const { text } = node as ts.LiteralLikeNode;
		if (isText && !isName(node) && (isMessage || !isId(text))) found.push(text);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

/** All words that a screen can show, in their order. */
export const vocabulary = (): string[] => {
	const files = folders.flatMap((folder) =>
		readdirSync(join(lib, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => /(?<!\.test)\.ts$/.test(name) && (folder !== 'committees' || name === 'levels.ts'))
			.map((name) => join(lib, folder, name)),
	);
	const words = new Set(files.flatMap(texts).flatMap(wordsIn));
	return [...words].sort((a, b) => a.localeCompare(b, 'da'));
};
