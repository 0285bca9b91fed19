import type { PageLoad } from './$types';

/** Alone on a wall: no frame. */
export const load: PageLoad = () => ({ bare: true });
