/** What of the façade reads text from outside, by name: `input` is an arbitrary, `check(value)` throws when a promise is broken. */
import * as address from "./address.mjs"
import * as answer from "./answer.mjs"
import * as cookies from "./cookies.mjs"
import * as request from "./request.mjs"
import * as settings from "./settings.mjs"
import * as snapshot from "./snapshot.mjs"
import * as stored from "./stored.mjs"

export const targets = { address, answer, cookies, request, settings, snapshot, stored }
