/** The page of the room check: the element, and nothing else. */

import "./element.js";
import { applyParams } from "./params.js";

applyParams();
