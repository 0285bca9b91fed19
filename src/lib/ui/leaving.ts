import { beforeNavigate, onNavigate } from '$app/navigation';

/**
 * Words that somebody has typed and not added are meant to be: handed in on the way to another page, and again for what
 * is typed while that one is being fetched. A page that closes asks first.
 * @param left whether there are any
 */
export const onLeaving = (left: () => boolean, handIn: () => void): void => {
	beforeNavigate((navigation) => {
		if (!left()) return;
		if (navigation.willUnload) navigation.cancel();
		else handIn();
	});
	onNavigate(() => {
		if (left()) handIn();
	});
};
