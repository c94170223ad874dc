/* SPDX-License-Identifier: ISC */
/* Only the person's own home is meant by ~; ~ada is not known. */
#include "config.h"

#include "config/home.h"

#include <stddef.h>

#include "base/xmalloc.h"

char *
home_expand(const char *path, const char *home)
{
	if (path[0] != '~' || (path[1] != '/' && path[1] != '\0') ||
	    home == NULL || *home != '/')
		return xstrdup(path);
	return xasprintf("%s%s", home, path + 1);
}
