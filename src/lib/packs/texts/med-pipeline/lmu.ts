import type { Pack } from '../../schema.ts';
import { frame } from './frame.ts';

export const lmu: Pack = {
	...frame,
	id: 'med-pipeline-lmu',
	level: 'lmu',
	title: 'MED-pipeline for LMU',
	statements: [
		{
			id: 'lmu-t1',
			topic: 'task',
			label: 'Kvalificere beslutninger',
			text: 'Vi gør lederens beslutninger bedre ved at have blik for arbejde, personale, samarbejde og arbejdsmiljø',
		},
		{
			id: 'lmu-t2',
			topic: 'task',
			label: 'Attraktiv arbejdsplads',
			text: 'Vi bliver ved med at gøre arbejdspladsen til et godt sted at være, også i længden, så kerneopgaven lykkes',
		},
		{
			id: 'lmu-t3',
			topic: 'task',
			label: 'Arbejdsmiljø',
			text: 'Vi tænker langsigtet om arbejdsmiljøet og gør det løbende bedre sammen med arbejdsmiljøgruppen',
		},
		{
			id: 'lmu-t4',
			topic: 'task',
			topicUnconfirmed: true,
			label: 'Omsætte beslutninger',
			text: 'Vi drøfter det, OMU og HMU har besluttet, og omsætter det til vores egen hverdag',
		},
		{
			id: 'lmu-t5',
			topic: 'cooperation',
			topicUnconfirmed: true,
			label: 'Bringe videre',
			text: 'Vi lægger mærke til, når et problem hos os også angår andre, og bringer det videre til OMU og HMU',
		},
		{
			id: 'lmu-t6',
			topic: 'cooperation',
			label: 'Rollemodel',
			text: 'Vi er selv et godt eksempel på, hvordan man samarbejder her på arbejdspladsen',
		},
		{
			id: 'lmu-t7',
			topic: 'communication',
			label: 'Orientere kolleger',
			text: 'Vi fortæller løbende kolleger og ledere, hvad vi har drøftet og besluttet, og hvad det betyder',
		},
	],
};
