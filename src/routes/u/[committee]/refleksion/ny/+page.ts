import type { PageLoad } from './$types';
import { m } from '#lib/messages/da/reflections.ts';

export const load: PageLoad = () => ({ where: m.start.title });
