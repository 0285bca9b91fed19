import type { Pack } from '../../schema.ts';
import { frame } from './frame.ts';

export const omu: Pack = {
	...frame,
	id: 'med-pipeline-omu',
	level: 'omu',
	title: 'MED-pipeline for OMU og FU-MED',
	statements: [
		{
			id: 'omu-t1',
			topic: 'task',
			label: 'Sammenhæng 0-18 år',
			text: 'Vi tænker og handler på tværs af området, så opgaven hænger sammen for børn og unge fra 0 til 18 år',
		},
		{
			id: 'omu-t2',
			topic: 'task',
			label: 'Lytte til hverdagen',
			text: 'Vi lytter til behov og problemer fra hverdagen og træffer beslutninger, der hjælper hele vejen fra 0 til 18 år',
		},
		{
			id: 'omu-t3',
			topic: 'task',
			topicUnconfirmed: true,
			label: 'Retningslinjer i området',
			text: 'Vi tager stilling til, hvordan retningslinjer og politikker fra HMU og FMU skal bruges i vores område',
		},
		{
			id: 'omu-t4',
			topic: 'cooperation',
			label: 'Samspil med LMU’erne',
			text: 'Vi er løbende i kontakt med LMU’erne og bruger deres viden og erfaringer i vores arbejde',
		},
		{
			id: 'omu-t5',
			topic: 'cooperation',
			topicUnconfirmed: true,
			label: 'Løfte emner til HMU',
			text: 'Vi tager et emne med til HMU, når det har betydning for flere end vores eget område',
		},
		{
			id: 'omu-t6',
			topic: 'communication',
			label: 'Vejen til os',
			text: 'Vi fortæller LMU’erne, hvordan de kan få kontakt med os og tage noget op',
		},
		{
			id: 'omu-t7',
			topic: 'communication',
			label: 'Formidle fra HMU',
			text: 'Vi drøfter det, HMU beslutter, og giver det videre til LMU’erne i tide, præcist og på en måde, der giver mening',
		},
	],
};
