import type { HandleClientError } from '@sveltejs/kit';

/** The one place where an unexpected error ends. Nothing leaves the tablet; `+error.svelte` says what is safe. */
export const handleError: HandleClientError = ({ error, message }) => {
	console.error(error);
	return { message };
};
