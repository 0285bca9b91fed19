/** Whoever listens to the page, or goes by the keyboard, starts at the new heading: what had focus before is gone. */
export const arrive = (heading: HTMLElement): void => heading.focus({ preventScroll: true });
