import type { HandleClientError } from '@sveltejs/kit';

/**
 * The one place where an unexpected error ends. Nothing leaves the tablet; `+error.svelte` says what is safe. An
 * address that leads nowhere is no error of ours.
 */
export const handleError: HandleClientError = ({ error, status, message }) => {
	if (status !== 404) console.error(error);
	return { message };
};
