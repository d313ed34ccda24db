/** The page of the room check: the element, the browser's Back and Forward, and what its tab says. */

import "./element.js";
import { applyParams } from "./params.js";
import { stay } from "./presence.js";
import { keepSteps } from "./steps-in-history.js";
import { keepTitle } from "./tab-title.js";

const check = applyParams();
keepSteps(check);
keepTitle(check);
stay();
