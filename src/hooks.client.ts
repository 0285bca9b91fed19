import type { ClientInit, HandleClientError } from '@sveltejs/kit';
import { here } from '#lib/device/here.ts';

/** The database is opened while the parts of the page are still on their way. */
export const init: ClientInit = () => {
	void here().started;
};

/**
 * The one place where an unexpected error ends. Nothing leaves the tablet; `+error.svelte` says what is safe. An
 * address that leads nowhere is no error of ours.
 */
export const handleError: HandleClientError = ({ error, status, message }) => {
	if (status !== 404) console.error(error);
	return { message };
};
