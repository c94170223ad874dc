/* SPDX-License-Identifier: ISC */
/* Paths that begin with ~. */
#ifndef KEYRACK_CONFIG_HOME_H
#define KEYRACK_CONFIG_HOME_H

/*
 * The path with the home in place of a leading "~", for free(3). Without a
 * home (NULL, or not absolute) the path stays as it is written, which no file
 * has.
 */
char *home_expand(const char *path, const char *home);

#endif
