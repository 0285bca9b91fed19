import { test as plain } from '@playwright/test';
import {
	expect,
	expectAccessible,
	expectKeyboard,
	expectNoSidewaysScroll,
	expectReflow,
	expectTouchTargets,
	test,
	watchFaults,
} from './page.ts';

// The checks that every journey leans on, each shown a page that it must refuse and one that it must let through.

const html = (body: string, css = '') =>
	`<!doctype html><html lang="en"><title>A page</title><style>${css}</style><main><h1>A page</h1>${body}</main></html>`;
const big = 'button, a.big { display: inline-block; min-width: 60px; min-height: 60px }';

test('axe finds a field without a name, and nothing on a sound page', async ({ page }) => {
	await page.setContent(html('<input>'));
	await expect(expectAccessible(page)).rejects.toThrow('label');
	await page.setContent(html('<label>Name <input></label>'));
	await expectAccessible(page);
});

test('a control under 44 px is found, a label makes it larger, a link in a sentence is free', async ({
	page,
}) => {
	await page.setContent(html('<button>Small</button>'));
	await expect(expectTouchTargets(page)).rejects.toThrow('Small');
	const row = 'label { display: block; height: 48px; width: 200px }';
	await page.setContent(
		html('<label><input type="checkbox"> Done</label><p>Read <a href="/x">more</a> here</p>', row),
	);
	await expectTouchTargets(page);
});

test('sideways scrolling is found, also when it only comes at 400 % zoom', async ({ page }) => {
	await page.setContent(html('<p>Wide</p>', 'p { width: 600px }'));
	await expectNoSidewaysScroll(page);
	await expect(expectReflow(page)).rejects.toThrow('608');
	await page.setContent(html('<p>Wide</p>', 'p { width: 3000px }'));
	await expect(expectNoSidewaysScroll(page)).rejects.toThrow('3008');
	await page.setContent(html('<p>Narrow</p>', 'p { max-width: 600px }'));
	await expectReflow(page);
});

test('a control that Tab does not reach is found, and one that hides its focus', async ({ page }) => {
	const radios = '<label><input type="radio" name="r">1</label><label><input type="radio" name="r">2</label>';
	await page.setContent(html(`<button>One</button><button>Two</button>${radios}`, big));
	await expectKeyboard(page);
	await page.setContent(html('<button onfocus="this.blur()">Gone</button><button>Two</button>', big));
	await expect(expectKeyboard(page)).rejects.toThrow('Gone');
	const hidden = `${big} button:focus { outline: none }`;
	await page.setContent(html('<button>Plain</button>', hidden));
	await expect(expectKeyboard(page)).rejects.toThrow('Plain');
});

plain('errors in the console, uncaught errors and forbidden inline code are faults', async ({ context }) => {
	const faults = watchFaults(context);
	const page = await context.newPage();
	await page.route('**/policed', (route) =>
		route.fulfill({
			contentType: 'text/html',
			headers: { 'content-security-policy': "default-src 'self'" },
			body: html('<p style="color: red">Forbidden</p>'),
		}),
	);
	await page.goto('/policed');
	await page.evaluate(() => {
		console.error('said aloud');
		setTimeout(() => {
			throw new Error('thrown');
		});
	});
	const text = () => faults.join('\n');
	await expect.poll(text).toContain('Content Security Policy');
	await expect.poll(text).toContain('said aloud');
	await expect.poll(text).toContain('thrown');
});
