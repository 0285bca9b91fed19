import { describe, expect, test, vi } from 'vitest';
import {
	badlyWrittenImports,
	fileCycles,
	folderCycles,
	forbiddenImports,
	kindOf,
} from './architecture/imports.ts';
import { unmatchedRuleIds } from './architecture/rule-ids.ts';
import {
	barrels,
	crowdedFolders,
	layerNames,
	strayTopLevel,
	tooLong,
	tooManyEffects,
} from './architecture/shape.ts';
import { readTopLevel, readTree, type Source } from './architecture/tree.ts';
import {
	browserUse,
	danishOutsideMessages,
	pastPorts,
	unsafeMarkup,
	webStorageUse,
	wordsInMarkup,
} from './architecture/words.ts';

// Each check is first shown an offence, in files that exist only here, and then the real tree.

const tree = readTree('src', 'tests');
const files = (planted: Record<string, string>): Source[] =>
	Object.entries(planted).map(([path, text]) => ({ path, text }));
const script = (code: string) => `<script lang="ts">\n${code}\n</script>\n`;

vi.setConfig({ testTimeout: 60_000 });

describe('imports', () => {
	test.each<[string, string, string]>([
		['a rule knows no Svelte', 'src/lib/packs/rules.ts', "import { tick } from 'svelte';"],
		['a rule knows no Yjs, not even its types', 'src/lib/packs/rules.ts', "import type * as Y from 'yjs';"],
		['a rule knows no document', 'src/lib/packs/rules.ts', "import { a } from './document.ts';"],
		['messages know no framework', 'src/lib/messages/da/ui.ts', "import 'svelte';"],
		['a document knows no Svelte', 'src/lib/packs/document.ts', "import 'svelte/reactivity';"],
		['a document knows no app', 'src/lib/packs/document.ts', "await import('$app/paths');"],
		['a document knows no storage', 'src/lib/packs/document.ts', "import 'y-indexeddb';"],
		['a document knows no device', 'src/lib/packs/document.ts', "import '#lib/device/keeping/keeper.ts';"],
		['the device knows no component', 'src/lib/device/a.ts', "import('#lib/packs/Pack.svelte');"],
		['runes know no component', 'src/lib/packs/a.svelte.ts', "import A from './A.svelte';"],
		['the log knows no Yjs', 'src/lib/sealed-log/entry/a.ts', "import 'yjs';"],
		['the log knows no engine', 'src/lib/sealed-log/wire/a.ts', "import '../engine/a.ts';"],
		['the engine knows no Svelte', 'src/lib/sealed-log/engine/a.ts', "import 'svelte';"],
		['the server knows no engine', 'src/server/a.ts', "import '#lib/sealed-log/engine/a.ts';"],
		['ui knows no room', 'src/lib/ui/A.svelte', script("import '#lib/committees/rules.ts';")],
		['ui knows no device', 'src/lib/ui/A.svelte', script("import '#lib/device/keeping/saving.ts';")],
		['a component knows no Dexie', 'src/lib/packs/A.svelte', script("import 'dexie';")],
		['a component knows no provider', 'src/lib/packs/A.svelte', script("import 'y-indexeddb';")],
		[
			'a component knows no device',
			'src/lib/packs/A.svelte',
			script("import '#lib/device/keeping/keeper.ts';"),
		],
		[
			'a room renders no other',
			'src/lib/reflections/A.svelte',
			script("import '#lib/packs/Statement.svelte';"),
		],
		['packs know no reflections', 'src/lib/packs/rules.ts', "import '#lib/reflections/rules.ts';"],
		[
			'a year plan knows no reflections',
			'src/lib/year-plan/rules.ts',
			"import '#lib/reflections/schema.ts';",
		],
		[
			'a room reads no document of another',
			'src/lib/reflections/document.ts',
			"import '#lib/packs/document.ts';",
		],
		['routes know no server', 'src/routes/+page.svelte', script("import '../server/http.ts';")],
		['routes know no Dexie', 'src/routes/+page.ts', "import 'dexie';"],
		['the server knows no Yjs', 'src/server/main.ts', "import 'yjs';"],
		['the server knows no document', 'src/server/main.ts', "import '#lib/packs/document.ts';"],
		['the server knows no app', 'src/server/main.ts', "export * from '$app/environment';"],
		[
			'the service worker knows no document',
			'src/service-worker/index.ts',
			"import '#lib/packs/document.ts';",
		],
		['the service worker knows no component', 'src/service-worker/index.ts', "import '#lib/ui/A.svelte';"],
	])('%s', (_, path, text) => {
		expect(forbiddenImports(files({ [path]: text }))).toHaveLength(1);
	});

	test('what the table allows is let through', () => {
		const allowed = files({
			'src/lib/packs/rules.ts': "import '#lib/committees/levels.ts';\nimport '#lib/messages/da/packs.ts';",
			'src/lib/reflections/rules.ts': "import '#lib/year-plan/schema.ts';",
			'src/lib/reflections/document.ts': "import 'yjs';\nimport '#lib/documents/records.ts';",
			'src/lib/reflections/A.svelte': script(
				"import '#lib/documents/live.svelte.ts';\nimport '#lib/ui/B.svelte';",
			),
			'src/lib/example/make.ts': "import '#lib/reflections/document.ts';\nimport '#lib/year-plan/rules.ts';",
			'src/lib/device/keeper.ts': "import 'dexie';\nimport '#lib/documents/shared.ts';",
			'src/routes/+page.svelte': script(
				"import '#lib/device/device.svelte.ts';\nimport '#lib/packs/A.svelte';",
			),
			'src/lib/sealed-log/engine/a.ts': "import 'dexie';\nimport '#lib/documents/heads.ts';",
			'src/lib/device/log.ts': "import '#lib/sealed-log/engine/a.ts';",
			'src/server/main.ts': "import 'node:http';\nimport '#lib/sealed-log/wire/codec.ts';",
		});
		expect(forbiddenImports(allowed)).toEqual([]);
	});

	test('imports go down only', () => {
		expect(tree.filter(({ path }) => kindOf(path)).length).toBeGreaterThan(50);
		expect(forbiddenImports(tree)).toEqual([]);
	});

	test('imports are written with their extension, from #lib or from within the room', () => {
		const offences = files({
			'src/lib/packs/rules.ts': "import './schema';\nimport '../time.ts';\nimport '../committees/rules.ts';",
			'src/routes/+page.ts': "import '$lib/time.ts';\nimport '#lib/time';",
		});
		expect(badlyWrittenImports(offences)).toEqual([
			'src/lib/packs/rules.ts → ./schema',
			'src/lib/packs/rules.ts → ../committees/rules.ts',
			'src/routes/+page.ts → $lib/time.ts',
			'src/routes/+page.ts → #lib/time',
		]);
		expect(badlyWrittenImports(tree)).toEqual([]);
	});

	test('no files import each other in a circle', () => {
		const circle = files({
			'src/lib/packs/a.ts': "import './b.ts';",
			'src/lib/packs/b.ts': "import('./c.ts');",
			'src/lib/packs/c.ts': "export * from './a.ts';",
		});
		expect(fileCycles(circle)).toEqual([
			'src/lib/packs/a.ts → src/lib/packs/b.ts → src/lib/packs/c.ts → src/lib/packs/a.ts',
		]);
		expect(fileCycles(tree)).toEqual([]);
	});

	test('no folders of lib import each other in a circle', () => {
		const circle = files({
			'src/lib/packs/a.ts': "import '#lib/committees/b.ts';",
			'src/lib/committees/c.ts': "import type { D } from '#lib/packs/d.ts';",
			'src/lib/messages/da/packs.ts': "import type { D } from '#lib/packs/d.ts';",
			'src/lib/packs/d.ts': "import '#lib/messages/da/packs.ts';",
		});
		expect(folderCycles(circle)).toEqual(['packs → committees → packs']);
		expect(folderCycles(tree)).toEqual([]);
	});

	test('rules know no page, and neither rules nor documents know storage or the network', () => {
		const offences = files({
			'src/lib/packs/rules.ts': 'export const a = () => window.innerWidth;',
			'src/lib/packs/document.ts': "export const a = () => fetch('/b');",
		});
		expect(browserUse(offences)).toEqual([
			'src/lib/packs/rules.ts: window',
			'src/lib/packs/document.ts: fetch',
		]);
		expect(browserUse(tree)).toEqual([]);
	});
});

describe('shape', () => {
	test('a component has at most 200 lines, other code 300', () => {
		const long = (lines: number) => 'a\n'.repeat(lines);
		const offences = files({
			'src/lib/packs/A.svelte': long(201),
			'src/lib/packs/rules.ts': long(301),
			'src/lib/packs/B.svelte': long(200),
			'src/lib/packs/document.ts': long(300),
			'src/lib/packs/texts.ts': long(900),
			'src/lib/messages/da/packs.ts': long(900),
		});
		expect(tooLong(offences)).toEqual([
			'src/lib/packs/A.svelte has 201 lines',
			'src/lib/packs/rules.ts has 301 lines',
		]);
		expect(tooLong(tree)).toEqual([]);
	});

	test('effects are rare: at most two in a file, and one for ten components', () => {
		const effect = '$effect(() => {});\n';
		const many = files({ 'src/lib/ui/A.svelte': script(effect.repeat(3)) });
		expect(tooManyEffects(many)).toEqual(['src/lib/ui/A.svelte has 3 effects', '3 effects in 1 components']);
		expect(tooManyEffects(tree)).toEqual([]);
	});

	test('nothing is named after a layer', () => {
		const offences = files({ 'src/lib/packs/utils.ts': '', 'src/lib/stores/a.svelte.ts': '' });
		expect(layerNames(offences)).toHaveLength(2);
		expect(layerNames(tree)).toEqual([]);
	});

	test('no file only passes on what others export', () => {
		const offences = files({
			'src/lib/packs/index.ts': 'export const a = 1;',
			'src/lib/packs/all.ts': "export * from './a.ts';\nexport const b = 1;",
			'src/lib/packs/some.ts': "export { a } from './a.ts';",
			'src/lib/packs/own.ts': "export { a } from './a.ts';\nexport const b = 1;",
		});
		expect(barrels(offences)).toEqual([
			'src/lib/packs/index.ts',
			'src/lib/packs/all.ts',
			'src/lib/packs/some.ts',
		]);
		expect(barrels(tree)).toEqual([]);
	});

	test('a folder of a room has at most nine entries', () => {
		const entries = Array.from({ length: 9 }, (_, i) => [`src/lib/packs/${i}.ts`, '']);
		const full = files({
			...Object.fromEntries(entries),
			'src/lib/packs/0.test.ts': '',
			'src/lib/packs/README.md': '',
		});
		expect(crowdedFolders(full)).toEqual([]);
		expect(crowdedFolders([...full, { path: 'src/lib/packs/more/a.ts', text: '' }])).toEqual([
			'src/lib/packs has 10 entries',
		]);
		expect(crowdedFolders(tree)).toEqual([]);
	});

	test('the top level of the repository stays as it is', () => {
		expect(strayTopLevel(['src', 'playwright.config.ts'])).toEqual(['playwright.config.ts']);
		expect(strayTopLevel(readTopLevel())).toEqual([]);
	});
});

describe('words', () => {
	test('Danish stands in messages and in data only', () => {
		const offences = files({
			'src/lib/packs/rules.ts': "// årshjul\nexport const a = 'på';\nexport const b = `${a} år`;",
			'src/lib/packs/A.svelte': `${script("const a = 'måske';")}<!-- år --><p title={a ? 'ja' : 'nå'}>{a}</p>`,
			'src/lib/packs/texts.ts': "export const a = 'på';",
			'src/lib/messages/da/packs.ts': "export const a = 'på';",
		});
		expect(danishOutsideMessages(offences).toSorted()).toEqual([
			'src/lib/packs/A.svelte: måske',
			'src/lib/packs/A.svelte: nå',
			'src/lib/packs/rules.ts: på',
			'src/lib/packs/rules.ts: år',
		]);
		expect(danishOutsideMessages(tree)).toEqual([]);
	});

	test('markup says messages, and has no words of its own', () => {
		const offences = files({
			'src/lib/packs/A.svelte':
				'<h1>Medspil</h1><p>Plan</p><a href="/plan" class="big one" aria-label="Hjem">{a}</a><Button kind="main" label="Gem" />',
		});
		expect(wordsInMarkup(offences)).toEqual([
			'src/lib/packs/A.svelte: Plan',
			'src/lib/packs/A.svelte: Hjem',
			'src/lib/packs/A.svelte: Gem',
		]);
		expect(wordsInMarkup(tree)).toEqual([]);
	});

	test('no component has a style attribute or markup from a string', () => {
		const offences = files({
			'src/lib/ui/A.svelte': '<p style="color: red" style:--x={1}></p>{#if a}<p>{@html a}</p>{/if}',
		});
		expect(unsafeMarkup(offences)).toEqual([
			'src/lib/ui/A.svelte: style attribute',
			'src/lib/ui/A.svelte: {@html}',
		]);
		expect(unsafeMarkup(tree)).toEqual([]);
	});

	test('the core of the log reaches cryptography, chance and time through its ports only', () => {
		const offence = {
			'src/lib/sealed-log/entry/a.ts': 'export const a = [crypto.subtle, Math.random(), Date];',
		};
		expect(pastPorts(files(offence))).toHaveLength(3);
		expect(pastPorts(tree)).toEqual([]);
	});

	test('nothing is kept in localStorage', () => {
		const offence = files({ 'src/lib/ui/A.svelte': script("window.localStorage.setItem('a', 'b');") });
		expect(webStorageUse(offence)).toEqual(['src/lib/ui/A.svelte: localStorage']);
		expect(webStorageUse(tree)).toEqual([]);
	});

	test('every numbered rule has a test, and every number in a test has a rule', () => {
		const offences = files({
			'src/lib/packs/README.md': '- [ZZ1] a rule\n- [ZZ2] another',
			'src/lib/packs/rules.test.ts':
				"test.each([1])('[ZZ1] holds %i', () => {});\ntest('[ZZ3] holds', () => {});",
		});
		expect(unmatchedRuleIds(offences)).toEqual([
			'[ZZ2] has no test',
			'[ZZ3] in src/lib/packs/rules.test.ts is no rule',
		]);
		expect(unmatchedRuleIds(tree.filter(({ path }) => path !== 'tests/architecture.test.ts'))).toEqual([]);
	});
});
