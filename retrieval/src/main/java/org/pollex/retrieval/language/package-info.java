/**
 * Language: what an instruction asks for.
 *
 * <p>A small grammar with a vocabulary kept as data turns an instruction into an {@link
 * org.pollex.retrieval.language.InstructionKey}: skill, target, relation, second object, tool,
 * manner. Keys are compared part by part, so that opposites (open and close, push and pull, into
 * and out of) can never be confused, which sentence embeddings do all the time: "open the door" and
 * "close the door" are 0.87 alike to them. Embeddings are the fallback for words the vocabulary
 * does not know. {@link org.pollex.retrieval.language.InstructionMatcher} combines the two.
 */
package org.pollex.retrieval.language;
