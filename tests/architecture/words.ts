import ts from 'typescript';
import { kindOf } from './imports.ts';
import { isCode, isComponent, isData, isTest, scriptsOf, walkComponent, type Source } from './tree.ts';

const hasPlaceForWords = (path: string) =>
	!/^src\/(lib|routes)\//.test(path) || isTest(path) || isData(path) || path.startsWith('src/lib/messages/');

/** Danish letters in the strings and the markup of files that are not there for words. */
export function danishOutsideMessages(sources: Source[]): string[] {
	return sources
		.filter(({ path }) => isCode(path) && !hasPlaceForWords(path))
		.flatMap((source) =>
			stringsOf(source)
				.filter((words) => /[æøå]/i.test(words))
				.map((words) => `${source.path}: ${words.trim()}`),
		);
}

function stringsOf(source: Source): string[] {
	const found: string[] = [];
	if (isComponent(source.path))
		walkComponent(source, (node) => {
			if (node.type === 'Text') found.push(String(node['data']));
			else if (node.type === 'Literal') found.push(String(node['value']));
			else if (node.type === 'TemplateElement') found.push(JSON.stringify(node['value']));
		});
	else {
		const visit = (node: ts.Node) => {
			if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
				found.push(node.text);
			ts.forEachChild(node, visit);
		};
		scriptsOf(source).forEach(visit);
	}
	return found;
}

const spoken = /^(aria-(label|description|roledescription|valuetext)|title|alt|placeholder)$/;
const isWording = (text: string) => /\p{L}{2}/u.test(text) && text.trim() !== 'Medspil';

/** Words written into the markup itself, in any language, where a message should be said. */
export function wordsInMarkup(sources: Source[]): string[] {
	return sources
		.filter(({ path }) => isComponent(path))
		.flatMap((source) => {
			const found: string[] = [];
			walkComponent(source, (node, parents) => {
				if (node.type !== 'Text' || !isWording(String(node['data']))) return;
				const parent = parents.at(-1);
				const words = String(node['data']).trim();
				const isProp = parents.at(-2)?.type === 'Component';
				const isSpoken =
					parent?.type === 'Attribute'
						? spoken.test(String('name' in parent && parent.name)) ||
							(isProp && /^\p{Lu}|\p{L} \p{L}/u.test(words))
						: parent?.type === 'Fragment';
				if (isSpoken) found.push(`${source.path}: ${words}`);
			});
			return found;
		});
}

/** Style attributes, which the content security policy refuses, and markup from strings. */
export function unsafeMarkup(sources: Source[]): string[] {
	return sources
		.filter(({ path }) => isComponent(path))
		.flatMap((source) => {
			const found: string[] = [];
			walkComponent(source, (node) => {
				if (node.type === 'Attribute' && node['name'] === 'style')
					found.push(`${source.path}: style attribute`);
				if (node.type === 'HtmlTag') found.push(`${source.path}: {@html}`);
			});
			return found;
		});
}

const page = /^(window|navigator|addEventListener|HTMLElement)$/;
const storageAndNetwork = /^(indexedDB|fetch|WebSocket|XMLHttpRequest)$/;
const webStorage = /^(localStorage|sessionStorage)$/;

function namesUsed(source: Source, wanted: RegExp[]): string[] {
	const found = new Set<string>();
	const visit = (node: ts.Node) => {
		if (ts.isIdentifier(node) && wanted.some((names) => names.test(node.text))) found.add(node.text);
		ts.forEachChild(node, visit);
	};
	scriptsOf(source).forEach(visit);
	return [...found].map((name) => `${source.path}: ${name}`);
}

// Light or dark must be known before the first paint, and nothing else can be read that early.
const mayUseWebStorage = (path: string) => path === 'src/lib/ui/theme.ts';

/** Content in the storage that is lost first and blocks the page while it is written. */
export const webStorageUse = (sources: Source[]) =>
	sources
		.filter(({ path }) => path.startsWith('src/') && isCode(path) && !isTest(path) && !mayUseWebStorage(path))
		.flatMap((source) => namesUsed(source, [webStorage]));

/** The page in a rule, storage or the network in a rule or a document: both run in Node and the service worker too. */
export const browserUse = (sources: Source[]) =>
	sources.flatMap((source) => {
		const kind = kindOf(source.path);
		if (kind === 'pure') return namesUsed(source, [page, storageAndNetwork]);
		return kind === 'document' ? namesUsed(source, [storageAndNetwork]) : [];
	});

const ports = /^(subtle|getRandomValues|randomUUID|random|Date|performance|setTimeout|setInterval)$/;

/** Cryptography, chance and time in the core of the log, past its ports: a simulation could not repeat it. */
export const pastPorts = (sources: Source[]) =>
	sources
		.filter(({ path }) => path.startsWith('src/lib/sealed-log/') && kindOf(path) === 'pure')
		.filter(({ path }) => path !== 'src/lib/sealed-log/crypto/web.ts')
		.flatMap((source) => namesUsed(source, [ports]));
