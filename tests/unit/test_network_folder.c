/* SPDX-License-Identifier: ISC */
/* Folders that other machines may share, as the kernel tells of them. */
#include "config.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#ifdef __linux__
#include <sys/vfs.h>
#endif

#include "auth/network_folder.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define NFS 0x6969
#define EXT4 0xEF53

#ifdef __linux__
/*
 * In place of the system's: /far is NFS, /near and / are local, /locked tells
 * nothing, all else is not there.
 */
int
statfs(const char *path, struct statfs *out)
{
	*out = (struct statfs){ .f_type = EXT4 };
	if (strcmp(path, "/far") == 0) {
		out->f_type = NFS;
	} else if (strncmp(path, "/locked", 7) == 0) {
		errno = EACCES;
		return -1;
	} else if (strcmp(path, "/") != 0 && strcmp(path, "/near") != 0) {
		errno = ENOENT;
		return -1;
	}
	return 0;
}

static void
folder_is_on_the_network_when_the_nearest_above_is(void **state)
{
	(void)state;
	assert_true(network_folder_is("/far"));
	assert_true(network_folder_is("/far/state"));
	assert_true(network_folder_is("/far/state/keyrack"));
}

static void
folder_is_local_when_nothing_says_otherwise(void **state)
{
	(void)state;
	assert_false(network_folder_is("/near"));
	assert_false(network_folder_is("/near/state/keyrack"));
	assert_false(network_folder_is("/locked/state"));
	assert_false(network_folder_is("/gone"));
	assert_false(network_folder_is("gone"));
	assert_false(network_folder_is("/"));
	assert_false(network_folder_is(""));
}
#endif

static void
kind_is_known_when_machines_share_it(void **state)
{
	static const unsigned long shared[] = { NFS, 0x517B, 0xFF534D42,
		0xFE534D42, 0x65735546, 0x01021997, 0x00C36400 };
	/* ext4, tmpfs, btrfs, XFS, overlayfs, ZFS, and none at all. */
	static const unsigned long local[] = { EXT4, 0x01021994, 0x9123683E,
		0x58465342, 0x794C7630, 0x2FC12FC1, 0 };

	(void)state;
	for (size_t i = 0; i < LENGTH(shared); i++)
		assert_true(network_folder_is_kind(shared[i]));
	for (size_t i = 0; i < LENGTH(local); i++)
		assert_false(network_folder_is_kind(local[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#ifdef __linux__
		cmocka_unit_test(
		    folder_is_on_the_network_when_the_nearest_above_is),
		cmocka_unit_test(folder_is_local_when_nothing_says_otherwise),
#endif
		cmocka_unit_test(kind_is_known_when_machines_share_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
