// The script of a parser's child: it gets the bytes of a part, and there is nothing else it may touch.
import { DIRECT_PARSERS } from '../documents/readers.ts';
import { answerOrders } from './answer-orders.ts';

await answerOrders(DIRECT_PARSERS);
