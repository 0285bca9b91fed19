import { m } from '#lib/messages/da/places.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = () => ({ where: m.committee });
