import { m } from '#lib/messages/da/tablets.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = () => ({ where: m.sheet.title });
