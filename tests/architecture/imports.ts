import { importsOf, isCode, isComponent, isTest, roomOf, type Import, type Source } from './tree.ts';

// The table of src/lib/README.md, as code. The kinds of file stand in the order of its levels.
type Kind =
	| 'pure'
	| 'document'
	| 'engine'
	| 'runes'
	| 'device'
	| 'ui'
	| 'component'
	| 'route'
	| 'server'
	| 'service-worker';

/** The rooms that the product is made of; the other folders of `lib` carry them. */
const rooms = ['committees', 'packs', 'reflections', 'year-plan', 'tablets'];
const isShared = (room: string) => room === 'committees' || room === 'packs';
/** The made-up committee has something of every room in it. */
const isExample = (room: string) => room === 'example';
const edges = (from: string, to: string) =>
	isShared(to) || isExample(from) || (from === 'reflections' && to === 'year-plan');

export function kindOf(path: string): Kind | undefined {
	if (!path.startsWith('src/') || !isCode(path) || isTest(path)) return undefined;
	const [, area = ''] = path.split('/');
	if (area === 'server' || area === 'service-worker') return area;
	if (area !== 'lib') return 'route';
	const room = roomOf(path);
	if (room === 'ui') return 'ui';
	if (isComponent(path)) return 'component';
	if (path.startsWith('src/lib/sealed-log/engine/')) return 'engine';
	if (room === 'device') return 'device';
	if (path.endsWith('.svelte.ts')) return 'runes';
	return room === 'documents' || isExample(room) || /\/([\w-]+-)?document\.ts$/.test(path)
		? 'document'
		: 'pure';
}

/** The packages that each kind may import; its tests import what they like. */
const packages: Record<Kind, RegExp> = {
	pure: /^valibot$/,
	document: /^(valibot|yjs)$/,
	engine: /^(valibot|yjs|dexie)$/,
	runes: /^(valibot|yjs|dexie|y-indexeddb|svelte(\/.*)?)$/,
	device: /^(valibot|yjs|dexie|y-indexeddb|workbox-window|svelte(\/.*)?|\$app\/.*)$/,
	ui: /^(svelte(\/.*)?|@lucide\/svelte(\/.*)?)$/,
	component: /^(svelte(\/.*)?|@lucide\/svelte(\/.*)?|\$app\/.*|qr(\/decode\.js)?)$/,
	route: /^(svelte(\/.*)?|@sveltejs\/kit|@lucide\/svelte(\/.*)?|@fontsource.*|\$app\/.*)$/,
	server: /^(node:.*|sirv|ws)$/,
	'service-worker': /^(workbox-(precaching|routing)|\$service-worker|\$app\/.*)$/,
};

function mayImport(from: string, to: string): boolean {
	const kind = kindOf(from);
	const target = kindOf(to);
	// Styles have no kind: the layout brings in those of `ui`, and nobody else's.
	if (!target) return kind === 'route' && to.startsWith('src/lib/ui/') && to.endsWith('.css');
	const [room, other] = [roomOf(from), roomOf(to)];
	const isOwn = room !== '' && room === other;
	const isPure = target === 'pure' && (!rooms.includes(other) || isOwn || edges(room, other));
	const isReading = to.startsWith('src/lib/documents/') && target !== 'device';

	switch (kind) {
		case 'pure':
			return isPure;
		case 'document':
			return isPure || (target === 'document' && (isOwn || isReading || isExample(room)));
		case 'engine':
			return isPure || target === 'engine' || isReading;
		case 'runes':
			return isPure || (isOwn && target !== 'component') || isReading;
		case 'device':
			// What the rooms made is kept here, so their shapes and documents are known, and none of their runes.
			return ['pure', 'document', 'engine', 'device'].includes(target) || isReading;
		case 'ui':
			return target === 'ui' || (target === 'pure' && !rooms.includes(other));
		case 'component':
			return isPure || isOwn || target === 'ui' || isReading;
		case 'route':
			return target !== 'server' && target !== 'service-worker';
		default:
			return target === 'pure' || target === kind;
	}
}

const edge = ({ from, written }: Import) => `${from} → ${written}`;

/** Imports that the table does not allow. */
export function forbiddenImports(sources: Source[]): string[] {
	return sources
		.filter(({ path }) => kindOf(path))
		.flatMap(importsOf)
		.filter(({ from, to, isFile, written }) => {
			const kind = kindOf(from);
			if (!kind || written === './$types') return false;
			// What shows a shared text is handed it; the components of the rooms are handed plain values.
			if (written === 'yjs' && kind === 'component') return roomOf(from) !== 'documents';
			return isFile ? !mayImport(from, to) : !packages[kind].test(to);
		})
		.map(edge);
}

/** Imports without the file's extension, by SvelteKit's own alias, or by a path that climbs out of a room. */
export function badlyWrittenImports(sources: Source[]): string[] {
	return sources
		.filter(({ path }) => isCode(path))
		.flatMap(importsOf)
		.filter(({ from, to, isFile, written }) => {
			if (/^\$lib(\/|$)/.test(written)) return true;
			if (!isFile || written === './$types') return false;
			const leavesRoom = written.startsWith('../') && roomOf(from) !== roomOf(to);
			return !/\.\w+$/.test(to) || (leavesRoom && roomOf(to) !== '');
		})
		.map(edge);
}

/** Files that import each other in a circle, types included: one line for each circle found. */
export function fileCycles(sources: Source[]): string[] {
	const code = sources.filter(({ path }) => isCode(path) && !isTest(path));
	return cycles(code.flatMap(importsOf).filter(({ from, to, isFile }) => isFile && from !== to));
}

/**
 * Folders of `lib` that import each other in a circle. The messages may name a room's types (so that a refusal
 * without a sentence is a type error), and the room says the messages: that circle is gone when the app runs.
 */
export function folderCycles(sources: Source[]): string[] {
	return cycles(
		sources
			.filter(({ path }) => kindOf(path))
			.flatMap(importsOf)
			.filter(({ from, isFile, isTypeOnly }) => isFile && !(roomOf(from) === 'messages' && isTypeOnly))
			.map((each) => ({ from: roomOf(each.from), to: roomOf(each.to) }))
			.filter(({ from, to }) => from && to && from !== to),
	);
}

function cycles(links: { from: string; to: string }[]): string[] {
	const next = new Map<string, Set<string>>();
	for (const { from, to } of links) next.set(from, (next.get(from) ?? new Set()).add(to));
	const done = new Set<string>();
	const found: string[] = [];
	const walk = (at: string, path: string[]) => {
		const start = path.indexOf(at);
		if (start >= 0) found.push([...path.slice(start), at].join(' → '));
		if (start >= 0 || done.has(at)) return;
		for (const to of next.get(at) ?? []) walk(to, [...path, at]);
		done.add(at);
	};
	for (const from of next.keys()) walk(from, []);
	return found;
}
