import { dayOf, longDay, shortDay, timeOfDay } from '#lib/time.ts';
import { listed, plural } from '../plural.ts';

interface Count {
	count: number;
}

interface Time {
	at: Date;
	now: Date;
}

interface Named {
	name: string;
}

interface Title {
	title: string;
}

const quoted = (title: string) => `»${title.length > 80 ? `${title.slice(0, 79).trimEnd()}…` : title}«`;

/** Words of «Mens du var væk»: what others have done. */
export const m = {
	title: 'Mens du var væk',
	since: ({ at, now }: Time) => {
		const [day, today] = [dayOf(at), dayOf(now)];
		return day === today ? `Siden kl. ${timeOfDay(at)}` : `Siden ${longDay(day)}`;
	},
	more: ({ count }: Count) => plural(count, { one: 'og 1 til', other: `og ${count} til` }),
	done: 'Set',

	youOn: ({ title }: Title) => `Du er sat på ${quoted(title)}`,
	newOwner: ({ names, title }: Title & { names: readonly string[] }) =>
		`${listed(names)} er sat på ${quoted(title)}`,
	ownersChanged: ({ title }: Title) => `Der er ændret på, hvem der tager sig af ${quoted(title)}`,
	actionDone: ({ title }: Title) => `Handlingen ${quoted(title)} er gjort`,
	actionDropped: ({ title }: Title) => `Handlingen ${quoted(title)} er droppet`,
	actionStarted: ({ title }: Title) => `Handlingen ${quoted(title)} er i gang`,
	actionPlanned: ({ title }: Title) => `Handlingen ${quoted(title)} er sat tilbage til planlagt`,
	actionsDone: ({ count, title }: Count & Title) =>
		title === '' ? `${count} handlinger er gjort` : `${count} handlinger er gjort under ${quoted(title)}`,
	actionGone: ({ title }: Title) => `Handlingen ${quoted(title)} er slettet`,
	actionsGone: ({ count }: Count) => `${count} handlinger er slettet`,
	actionNew: ({ title }: Title) => `Ny handling: ${quoted(title)}`,
	actionsNew: ({ count, title }: Count & Title) =>
		title === '' ? `${count} nye handlinger` : `${count} nye handlinger under ${quoted(title)}`,
	actionDue: ({ title, day }: Title & { day: string | undefined }) =>
		day ? `${quoted(title)} skal nu være klar ${shortDay(day)}` : `Dagen er taget af ${quoted(title)}`,
	actionCarried: ({ title, year }: Title & { year: string }) => `${quoted(title)} er taget med til ${year}`,
	actionChanged: ({ title }: Title) => `Der er rettet i handlingen ${quoted(title)}`,
	actionsChanged: ({ count, title }: Count & Title) =>
		title === ''
			? `Der er rettet i ${count} handlinger`
			: `Der er rettet i ${count} handlinger under ${quoted(title)}`,
	goalNew: ({ title }: Title) => `Nyt mål: ${quoted(title)}`,
	goalsNew: ({ count }: Count) => `${count} nye mål`,
	goalGone: ({ title }: Title) => `Målet ${quoted(title)} er slettet`,
	goalChanged: ({ title }: Title) => `Der er rettet i målet ${quoted(title)}`,

	membersNew: ({ names }: { names: readonly string[] }) => `${listed(names)} er kommet med i udvalget`,
	memberGone: ({ name }: Named) => `${name} er ikke med i udvalget mere`,
	memberRenamed: ({ from, name }: Named & { from: string }) => `${from} hedder nu ${name}`,
	memberChanged: ({ name }: Named) => `Oplysningerne om ${name} er ændret`,
	committeeRenamed: ({ name }: Named) => `Udvalget hedder nu ${name}`,
	committeeChanged: 'Oplysningerne om udvalget er ændret',

	reflectionNew: ({ title }: Title) => `${title} er begyndt`,
	reflectionGone: ({ title }: Title) => `${title} er slettet`,
	reflectionClosed: ({ title }: Title) => `${title} er afsluttet`,
	reflectionReopened: ({ title }: Title) => `${title} er åbnet igen`,
	reflectionAt: ({ title, phase }: Title & { phase: string }) => `${title} er nået til ${phase}`,
	focusChosen: ({ title }: Title) => `${title}: der er valgt fokus`,
	reflectionWritten: ({ title, count }: Title & Count) =>
		plural(count, {
			one: `${title}: der er skrevet et sted`,
			other: `${title}: der er skrevet ${count} steder`,
		}),
	suggestionsNew: ({ title, count }: Title & Count) =>
		plural(count, { one: `${title}: ét nyt forslag`, other: `${title}: ${count} nye forslag` }),
	emptyTitle: 'uden ord',
};
