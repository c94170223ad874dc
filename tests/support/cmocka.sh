#!/bin/sh
# SPDX-License-Identifier: ISC
# Runs a cmocka program. Before 1.1.6 cmocka calls a skipped test "not ok",
# which the test harness would count as failed.
exec 4>&1
status=$({
	{
		"$@" 3>&- 4>&-
		echo $? >&3
	} | sed 's/^not ok \([0-9]* # SKIP\)/ok \1/' >&4
} 3>&1)
exit "$status"
