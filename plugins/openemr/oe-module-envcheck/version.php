<?php

declare(strict_types=1);

$v_major = '0';
$v_minor = '1';
$v_patch = '0';
$v_tag = '';
$v_database = 0;
