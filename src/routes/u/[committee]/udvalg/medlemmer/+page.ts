import { m } from '#lib/messages/da/committees.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = () => ({ where: m.members.pageTitle });
