import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { toasts } from './toasts.svelte.ts';

beforeEach(() => {
	vi.useFakeTimers();
});

afterEach(() => {
	toasts.dismiss();
	vi.useRealTimers();
});

const text = () => toasts.current?.text;

test('a toast stays about eight seconds and then leaves', () => {
	toasts.show({ text: 'Handlingen er slettet' });
	vi.advanceTimersByTime(7900);
	expect(text()).toBe('Handlingen er slettet');
	vi.advanceTimersByTime(200);
	expect(text()).toBeUndefined();
});

test('a new toast takes the place of the old and gets its full time', () => {
	toasts.show({ text: 'første' });
	vi.advanceTimersByTime(6000);
	toasts.show({ text: 'anden' });
	vi.advanceTimersByTime(6000);
	expect(text()).toBe('anden');
});

test('a toast that somebody points at waits, and starts over when they leave', () => {
	toasts.show({ text: 'målet er slettet' });
	toasts.hold();
	vi.advanceTimersByTime(60_000);
	expect(text()).toBe('målet er slettet');
	toasts.release();
	vi.advanceTimersByTime(7900);
	expect(text()).toBe('målet er slettet');
	vi.advanceTimersByTime(200);
	expect(text()).toBeUndefined();
});

test('a toast that replaces one that is pointed at waits too', () => {
	toasts.show({ text: 'første' });
	toasts.hold();
	toasts.show({ text: 'anden' });
	vi.advanceTimersByTime(60_000);
	expect(text()).toBe('anden');
});

test('undo runs once, says so, and then leaves by itself even if the button had focus', () => {
	const undo = vi.fn();
	toasts.show({ text: 'slettet', undo });
	toasts.hold();
	toasts.undo();
	toasts.undo();
	expect(undo).toHaveBeenCalledTimes(1);
	expect(toasts.current).toEqual({ text: 'Fortrudt' });
	vi.advanceTimersByTime(8100);
	expect(text()).toBeUndefined();
});

test('an undo that finds nothing to take back says that, and not that it is undone', () => {
	toasts.show({ text: 'slettet', undo: () => false });
	toasts.undo();
	expect(toasts.current).toEqual({ text: 'Det kan ikke fortrydes mere' });
});

test('what undo itself wants to say is what stays on the screen', () => {
	toasts.show({ text: 'slettet', undo: () => toasts.show({ text: 'Kunne ikke fortrydes' }) });
	toasts.undo();
	expect(text()).toBe('Kunne ikke fortrydes');
});
