/** Where requests of the account go, without a slash at the end: empty for the page's own origin. */
export const serverOf = settings => String(settings.server ?? "https://connect.nosto.com").replace(/\/$/, "")
