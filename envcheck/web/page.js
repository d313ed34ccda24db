/** The page of the room check: the element, and nothing else. */

import "./element.js";
import { prepared } from "./asked.js";

prepared();
