/* SPDX-License-Identifier: ISC */
/* Asks the kernel for the file system's kind. */
#include "config.h"

#include "auth/network_folder.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#ifdef __linux__
#include <sys/vfs.h>
#else
#include <sys/param.h>
#include <sys/mount.h>
#endif

#include "base/xmalloc.h"

/* The numbers of statfs(2); FUSE is what sshfs and its like are made with. */
bool
network_folder_is_kind(unsigned long kind)
{
	static const unsigned long kinds[] = {
		0x6969,     /* NFS */
		0x517B,     /* SMB */
		0xFF534D42, /* CIFS */
		0xFE534D42, /* SMB 2 */
		0x65735546, /* FUSE */
		0x564C,     /* NCP */
		0x5346414F, /* AFS */
		0x6B414653, /* kAFS */
		0x73757245, /* Coda */
		0x01021997, /* 9P */
		0x00C36400, /* Ceph */
		0x0BD00BD0, /* Lustre */
		0x01161970, /* GFS2 */
		0x7461636F, /* OCFS2 */
		0x47504653, /* GPFS */
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (kind == kinds[i])
			return true;
	return false;
}

/* 1: yes, 0: no, -1: it is not there. */
static int
look_at(const char *path)
{
	struct statfs status;

	if (statfs(path, &status) != 0)
		return errno == ENOENT ? -1 : 0;
#ifdef __linux__
	/* The field is signed on some machines, the numbers have 32 bits. */
	return network_folder_is_kind(
	    (unsigned long)status.f_type & 0xFFFFFFFFUL);
#elif defined(MNT_LOCAL)
	return (status.f_flags & MNT_LOCAL) == 0;
#else
	return 0;
#endif
}

bool
network_folder_is(const char *path)
{
	char *part = xstrdup(path), *end;
	int answer = look_at(part);

	while (
	    answer < 0 && (end = strrchr(part, '/')) != NULL && end != part) {
		*end = '\0';
		answer = look_at(part);
	}
	free(part);
	return answer == 1;
}
