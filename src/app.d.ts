declare global {
	namespace App {
		interface PageData {
			/** What the page is, beside the committee's name in the top bar. */
			where?: string;
			/** A page without the frame: answering. */
			bare?: boolean;
			/** The address asks for the view for a wall: no frame, and nothing to press. */
			wall?: boolean;
		}
	}

	interface ImportMetaEnv {
		/** The origin of the server that keeps the logs, where the app is built for another than it comes from. */
		readonly PUBLIC_SYNC_URL?: string;
	}
}

export {};
