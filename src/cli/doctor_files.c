/* SPDX-License-Identifier: ISC */
/* Looks who may read and write the files, and touches none. */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif
#include <unistd.h>

#include "auth/network_folder.h"
#include "auth/private_file.h"
#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/finding.h"

/* The numbers of statfs(2). */
enum {
	KIND_PROC = 0x9FA0,
	KIND_SYS = 0x62656572,
};

static void
look_at_configuration(struct findings *findings, const char *path)
{
	struct stat status;

	if (path == NULL)
		finding_tell(findings, FINDING_WARN, _("configuration"),
		    _("set HOME or XDG_CONFIG_HOME"),
		    _("there is no place for it"));
	else if (stat(path, &status) != 0)
		finding_tell(findings,
		    errno == ENOENT ? FINDING_OK : FINDING_FAIL,
		    _("configuration"), NULL, "%s: %s", path,
		    errno == ENOENT ? _("none, so all is as usual")
		                    : strerror(errno));
	else if (status.st_uid != getuid() && status.st_uid != 0)
		finding_tell(findings, FINDING_WARN, _("configuration"),
		    _("make it your own: it says which programs are run"),
		    _("%s belongs to somebody else"), path);
	else if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
		finding_tell(findings, FINDING_WARN, _("configuration"),
		    _("chmod go-w: it says which programs are run"),
		    _("%s can be written by others"), path);
	else
		finding_tell(
		    findings, FINDING_OK, _("configuration"), NULL, "%s", path);
}

/* Whether only its owner can do anything with it, who is us. */
static bool
is_ours_alone(const struct stat *status)
{
	return S_ISREG(status->st_mode) && status->st_uid == getuid() &&
	       status->st_nlink == 1 &&
	       (status->st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

/* The folder, or the nearest above it that is there; for free(3). */
static char *
nearest_of(const char *path)
{
	char *part = xstrdup(path), *end;
	struct stat status;

	while (lstat(part, &status) != 0 && errno == ENOENT &&
	       (end = strrchr(part, '/')) != NULL && end[1] != '\0')
		end[end == part ? 1 : 0] = '\0';
	return part;
}

/* Root is refused nothing, but the kernel's own folders take no files. */
static bool
can_hold_files(const char *path)
{
#ifdef __linux__
	struct statfs status;

	return statfs(path, &status) != 0 ||
	       (status.f_type != KIND_PROC && status.f_type != KIND_SYS);
#else
	(void)path;
	return true;
#endif
}

/* Nothing is written to find out. False: it has been told. */
static bool
can_be_written(struct findings *findings, const char *path)
{
	const char *advice = _("make it writable for yourself, or set "
	                       "XDG_STATE_HOME to another folder");
	char *nearest = nearest_of(path);
	int failure = 0;

	if (faccessat(AT_FDCWD, nearest, W_OK | X_OK, AT_EACCESS) != 0)
		failure = errno;
	else if (!can_hold_files(nearest))
		failure = ENOTSUP;
	if (failure != 0 && strcmp(nearest, path) == 0)
		finding_tell(findings, FINDING_FAIL, _("files"), advice,
		    _("%s cannot be written: %s"), path, strerror(failure));
	else if (failure != 0)
		finding_tell(findings, FINDING_FAIL, _("files"), advice,
		    _("%s cannot be made in %s: %s"), path, nearest,
		    strerror(failure));
	free(nearest);
	return failure == 0;
}

static void
look_at_each(struct findings *findings, const char *path, DIR *folder)
{
	const struct dirent *entry;
	struct stat status;
	size_t count = 0, bad = 0;

	while ((entry = readdir(folder)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0 ||
		    fstatat(dirfd(folder), entry->d_name, &status,
		        AT_SYMLINK_NOFOLLOW) != 0)
			continue;
		count++;
		if (is_ours_alone(&status))
			continue;
		bad++;
		finding_tell(findings, FINDING_FAIL, _("files"),
		    _("give it to yourself, with chmod 600, or remove it"),
		    _("%s/%s is not yours alone"), path, entry->d_name);
	}
	if (can_be_written(findings, path) && bad == 0)
		finding_tell(findings, FINDING_OK, _("files"), NULL,
		    ngettext("%s: %zu file, yours alone",
		        "%s: %zu files, yours alone", (unsigned long)count),
		    path, count);
}

static void
look_at_folder(struct findings *findings, const char *path)
{
	struct error err;
	DIR *folder = NULL;
	int fd;

	if (path == NULL) {
		finding_tell(findings, FINDING_WARN, _("files"),
		    _("set HOME or XDG_STATE_HOME"),
		    _("there is no place for them: sessions end with keyrack"));
		return;
	}
	fd = private_folder_open(path, &err);
	if (fd < 0 && err.code == ENOENT) {
		if (can_be_written(findings, path))
			finding_tell(findings, FINDING_OK, _("files"), NULL,
			    _("%s: none yet"), path);
		return;
	}
	if (fd >= 0)
		folder = fdopendir(fd);
	if (folder == NULL) {
		finding_tell(findings, FINDING_FAIL, _("files"),
		    _("make it a folder of yours alone, with chmod 700, or "
		      "set XDG_STATE_HOME to another"),
		    "%s", fd < 0 ? err.detail : strerror(errno));
		if (fd >= 0)
			close(fd);
		return;
	}
	look_at_each(findings, path, folder);
	closedir(folder);
	if (network_folder_is(path))
		finding_tell(findings, FINDING_WARN, _("files"),
		    _("set XDG_STATE_HOME to a folder of this machine"),
		    _("%s lies on a network file system, where others may "
		      "read it"),
		    path);
}

void
doctor_look_at_files(struct findings *findings)
{
	const struct chosen *chosen = findings->errand->chosen;

	look_at_configuration(findings, chosen->path);
	look_at_folder(findings, chosen->folder);
}
