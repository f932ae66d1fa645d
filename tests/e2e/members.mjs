/** Every member of the vendor's `API` type, and of everything its methods hand out, does something. */
import assert from "node:assert/strict"
import { readMembers } from "../schema/members.mjs"
import * as api from "./members/api.mjs"
import { checkAll } from "./members/check.mjs"
import * as page from "./members/page.mjs"
import * as request from "./members/request.mjs"
import * as session from "./members/session.mjs"
import * as popups from "./members/popups.mjs"

/** Checks by type and member. */
const { popupInternals, ...named } = { ...api, ...session, ...request, ...page, ...popups }
const tables = { ...named, "DiscountPopup.internal": popupInternals }

const events = [
  "prerequest", "prerender", "postrender", "taggingsent", "taggingresent", "carttaggingresent", "customertaggingresent", "scripterror",
  "coupongiven", "addtocart", "setcart", "setsegments", "setcustomaffinities", "setexperiments", "cartupdated", "popupopened",
  "popupclosed", "popupribbonshown", "searchimpression", "searchclick", "searchaddtocart",
]

let read
const readAll = () => (read ??= readMembers())

export const tests = {
  "no type of the vendor's api is without checks": () => {
    assert.deepEqual(Object.keys(readAll()).filter(owner => !tables[owner]), [])
  },
  ...Object.fromEntries(Object.entries(tables).map(([owner, checks]) => [
    `every member of ${owner} does what it says`,
    visit => checkAll(visit, { owner, members: readAll(), events, checks }),
  ])),
}

export const only = ["wasm"]
export const timeout = 120_000
